import java.io.FileInputStream;
import java.util.Set;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Holds PDF files against PDF/UA-1 and PDF/A-2a: one line a file and profile, and one a broken rule. */
public class VeraPdf {
  private static final PDFAFlavour[] PROFILES = {PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_2_A};

  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    int bad = 0;
    for (String file : files) {
      for (PDFAFlavour profile : PROFILES) {
        Set<String> broken = brokenRules(file, profile);
        System.out.printf("%s %s: %s%n", file, profile.getId(), broken.isEmpty() ? "goed" : "FOUT");
        broken.forEach(rule -> System.out.println("    " + rule));
        bad += broken.size();
      }
    }
    System.exit(files.length == 0 || bad > 0 ? 1 : 0);
  }

  private static Set<String> brokenRules(String file, PDFAFlavour profile) throws Exception {
    Set<String> broken = new TreeSet<>();
    try (var bytes = new FileInputStream(file);
        var parser = Foundries.defaultInstance().createParser(bytes, profile);
        var validator = Foundries.defaultInstance().createValidator(profile, false)) {
      var result = validator.validate(parser);
      for (TestAssertion found : result.getTestAssertions()) {
        if (found.getStatus() == TestAssertion.Status.FAILED) {
          broken.add(found.getRuleId().getClause() + ": " + found.getMessage());
        }
      }
      if (!result.isCompliant() && broken.isEmpty()) {
        broken.add("does not comply");
      }
    }
    return broken;
  }
}
