"""A reader says that something on a notice's page is wrong."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView

from archive.figures import Figure
from archive.models import ErrorReport, Notice, ReportAttempt, ReportedField
from archive.views.page import SectionMixin
from archive.wording import called

MOST_LETTERS = 2000
_TOO_MANY = 429


class _Letters(forms.CharField):
    """The page says what is too long: told of the limit, the browser would cut off what is pasted, and say nothing.

    Counts the end of a line once, though browsers send it as two characters.
    """

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class ErrorReportForm(forms.Form):
    """Two fields; the third is seen by programs alone, and whoever fills it in is one."""

    field = forms.ChoiceField(
        label=gettext_lazy("哪一项"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("这里没有这一项，请从列出的各项里选。")},
        widget=forms.Select(attrs={"class": "select"}),
    )
    text = _Letters(
        label=gettext_lazy("错在哪里，依据是什么"),
        max_length=MOST_LETTERS,
        error_messages={
            "required": gettext_lazy("请写明错在哪里。"),
            "max_length": gettext_lazy("最多%(limit_value)d个字，现在有%(show_value)d个，请缩短。"),
        },
        widget=forms.Textarea(attrs={"class": "textarea", "rows": 3}),
    )
    website = forms.CharField(
        label=gettext_lazy("请留空"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    use_required_attribute = False  # the page says what is missing, in the reader's language

    def __init__(self, *, activity: str = "", **kwargs: Any) -> None:
        """activity: what the notice tells of, by which the choices are named."""
        super().__init__(**{"auto_id": "error-%s", "label_suffix": "", **kwargs})
        self.fields["text"].help_text = _(
            "请勿填写举报内容，本站不受理举报。不必留姓名和联系方式。最多%(most)s个字。"
        ) % {"most": Figure(MOST_LETTERS)}
        named = [(value, called(str(label), activity)) for value, label in ReportedField.choices]
        self.fields["field"].choices = [("", _("说不清")), *named]  # type: ignore[attr-defined]

    def focus_on_error(self) -> None:
        """The page opens at the first field that is wrong; where none is, at what it says above."""
        wrong = next((field for field in self if field.errors), None)
        if wrong is not None:
            wrong.field.widget.attrs["autofocus"] = True

    @property
    def is_by_a_program(self) -> bool:
        return bool(self.data.get("website"))


class ErrorReportView(SectionMixin, FormView):
    """The form stands at the foot of the notice; here it comes back to with what is missing."""

    section = "notices"
    template_name = "archive/error_report.html"
    form_class = ErrorReportForm
    notice: Notice

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        notices = Notice.objects.visible_to(request.user).with_people_and_units()
        self.notice = get_object_or_404(notices, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: ErrorReportForm) -> HttpResponse:
        if not form.is_by_a_program and not self._save(form):
            minutes = ReportAttempt.objects.all().minutes_to_wait(self._address)
            form.add_error(None, _too_many(minutes))
            headers = {"Retry-After": minutes * 60}  # seconds
            return self.render_to_response(self.get_context_data(form=form), status=_TOO_MANY, headers=headers)
        messages.success(self.request, _("收到了，谢谢。编辑核对后，如有更正，会列入更正记录。"))
        return HttpResponseRedirect(self.notice.get_absolute_url())

    def form_invalid(self, form: ErrorReportForm) -> HttpResponse:
        form.focus_on_error()
        return super().form_invalid(form)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "activity": self.notice.activity}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(notice=self.notice, **kwargs)

    @property
    def _address(self) -> str:
        return str(self.request.META.get("REMOTE_ADDR", ""))

    def _save(self, form: ErrorReportForm) -> bool:
        with transaction.atomic():
            if not ReportAttempt.objects.all().may_report(self._address):
                return False
            said = form.cleaned_data
            ErrorReport.objects.create(notice=self.notice, field=said["field"], text=said["text"])
            return True


def _too_many(minutes: int) -> str:
    said = ngettext(
        "您这里一小时内报告得太多，请过%(n)s分钟再提交。内容还在下面。",
        "您这里一小时内报告得太多，请过%(n)s分钟再提交。内容还在下面。",
        minutes,
    )
    return said % {"n": minutes}
