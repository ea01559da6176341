"""Why a site cannot be put somewhere."""


class Refusal(Exception):
    """What stands in the way, in one line of Dutch; nothing was changed."""
