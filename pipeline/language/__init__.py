"""Language: how readable the composed texts are, and whether each word is spelled as it should.

Readability is a signal, never a verdict; only lengths of sentences are held to a limit, and only
where `publicatie.yaml` asks for it (`pipeline/proofread/sentence_length.py`). Both need libraries
and word lists that are slow to load, so they have a command of their own: `build.py taal`.
"""
