"""The pages that stand whatever the archive holds: what must hold of all of them is asked of these addresses."""

PAGES = [
    "/",
    "/notices/",
    "/notices/?year=none&level=none&place=none&group=none&unit=none&type=none&kind=other",
    "/groups/",
    "/coverage/",
    "/coverage/?authority=all&by=year",
    "/coverage/?format=csv",
    "/statistics/",
    "/timeline/",
    "/timeline/undated/",
    "/about/",
    "/search/",
    "/search/?q=巡视",
    "/search/help/",
    "/search/health/",
]
