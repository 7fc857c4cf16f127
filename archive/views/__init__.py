"""The archive's pages."""

from archive.views.groups import GroupDetailView, GroupListView
from archive.views.home import HomeView
from archive.views.notice_detail import NoticeDetailView
from archive.views.notice_list import NoticeListView

__all__ = ["GroupDetailView", "GroupListView", "HomeView", "NoticeDetailView", "NoticeListView"]
