"""Where editors enter and correct notices."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.admin import authorities, cases, joins, notices, reports
from archive.admin.login import LoginForm

__all__ = ["authorities", "cases", "joins", "notices", "reports"]

admin.site.login_form = LoginForm
admin.site.site_title = _("巡览")
admin.site.site_header = _("巡览编辑室")
admin.site.index_title = _("公告与名录")
