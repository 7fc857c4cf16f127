"""The pages that every reader may use: what must hold of all of them is asked of these addresses."""

# One address of each kind of page; those of one thing by its key, whatever words the archive puts behind it.
ADDRESSES = [
    "/",
    "/notices/",
    "/notices/?year=2015&level=city&sort=added",
    "/notices/?year=old",
    "/notices/1/",
    "/notices/2/",
    "/groups/",
    "/groups/1/",
    "/coverage/",
    "/coverage/?authority=all&by=year",
    "/statistics/",
    "/timeline/",
    "/timeline/2015/",
    "/timeline/undated/",
    "/about/",
    "/search/",
    "/search/?q=巡视",
    "/search/?q=工伤联+玄黄",
    "/search/help/",
    "/search/health/",
    "/nothing/",
]
