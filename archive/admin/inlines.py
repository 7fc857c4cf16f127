"""The parts of a notice on its page in the admin: texts, cases, people, contacts, corrections."""

from functools import cache
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Q
from django.forms.utils import ErrorDict
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.parts import mentions_of, mentions_shown, sent_keys
from archive.ingest.decoding import DecodingError, decode
from archive.ingest.fields import field_label
from archive.models import Appearance, Contact, Correction, Mention, Notice, TextVersion, text_digest


class TextVersionForm(forms.ModelForm):
    """A new version is typed or pasted; it is kept as it comes, and versions once stored never change."""

    text = forms.CharField(
        label=gettext_lazy("原文"), strip=False, widget=forms.Textarea(attrs={"rows": 16, "cols": 80})
    )

    class Meta:
        model = TextVersion
        fields = ("text",)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")  # browsers send CR LF for every line end
        try:
            decoded = decode(text.encode("utf-8")).text
        except DecodingError as error:
            raise ValidationError(_("这不是可以收入的文本：%(reason)s") % {"reason": error}) from error
        known = TextVersion.objects.filter(sha256=text_digest(decoded)).select_related("notice").first()
        if known is not None:
            raise ValidationError(_("公告%(id)s已有同样的原文。") % {"id": known.notice_id})
        return decoded


class TextVersionInline(admin.StackedInline):
    model = TextVersion
    form = TextVersionForm
    ordering = ("number",)
    extra = 0
    can_delete = False
    fields = ("text",)
    verbose_name_plural = gettext_lazy("原文（改动的原文作为新版本加入）")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_extra(self, request: HttpRequest, obj: Notice | None = None, **kwargs: Any) -> int:
        return 1 if obj is None else 0


def refuse_end_before_start(form: forms.ModelForm) -> None:
    start, end = form.cleaned_data.get("period_start"), form.cleaned_data.get("period_end")
    if start and end and end.is_before(start):
        form.add_error("period_end", _("结束早于开始。"))


class RowForm(forms.ModelForm):
    """A row of a notice; one that is sent as it is stored is not checked again, which asks the database for each."""

    def full_clean(self) -> None:
        if not self.is_bound or self.instance._state.adding or self.has_changed():
            super().full_clean()
        else:  # what Django's admin does for rows that cannot be changed
            self._errors = ErrorDict()
            self.cleaned_data = dict(self.initial)


class MentionForm(RowForm):
    """A case is typed as the names of its group and unit; the admin finds or makes the rows."""

    group_name = forms.CharField(label=gettext_lazy("巡视组"), required=False, max_length=100)
    unit_name = forms.CharField(label=gettext_lazy("被巡视单位"), required=False, max_length=200)

    class Meta:
        model = Mention
        fields = ("position", "stage", "types", "meeting_date", "period_start", "period_end", "feedback_date")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            case = self.instance.inspection
            self.initial["group_name"] = case.group.name if case.group else ""
            self.initial["unit_name"] = case.unit.name if case.unit else ""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not (self.cleaned_data.get("group_name") or self.cleaned_data.get("unit_name")):
            raise ValidationError(_("巡视组和被巡视单位至少要有一个。"))
        refuse_end_before_start(self)
        return cleaned


class MentionFormSet(forms.BaseInlineFormSet):
    """Each group and unit once: two forms of one case would be one row."""

    def clean(self) -> None:
        super().clean()
        _refuse_repeats(self, ("group_name", "unit_name"), _("这个组和单位已在上面填过。"))
        self._refuse_what_other_parts_have()

    def _refuse_what_other_parts_have(self) -> None:
        typed = [
            form for form in self.forms if {"group_name", "unit_name"} & set(form.changed_data) and form.is_valid()
        ]
        if not typed or self.instance.pk is None:
            return
        named = {"inspection__unit__name__in": [form.cleaned_data["unit_name"] for form in typed]}
        others = Mention.objects.filter(Q(**named) | Q(inspection__unit__isnull=True), notice=self.instance)
        others = others.exclude(pk__in=[form.instance.pk for form in self.initial_forms])
        names = others.order_by().values_list("inspection__group__name", "inspection__unit__name")
        known = {(group or "", unit or "") for group, unit in names}
        for form in typed:
            if (form.cleaned_data["group_name"], form.cleaned_data["unit_name"]) in known:
                form.add_error(None, _("这个组和单位已在本公告的另一页里。"))


class NoticeRowFormSet(forms.BaseInlineFormSet):
    """Rows that belong to no case are each there once; the database's own rule for them is not checked by forms."""

    def clean(self) -> None:
        super().clean()
        names = ("mention", "role", "name") if self.model is Appearance else ("mention", "kind", "value")
        _refuse_repeats(self, names, _("同样的一行已在上面填过。"))


def _refuse_repeats(formset: forms.BaseInlineFormSet, names: tuple[str, ...], message: str) -> None:
    seen = set()
    for form in formset.forms:
        if not hasattr(form, "cleaned_data") or form in formset.deleted_forms:
            continue
        given = (form.cleaned_data.get(name) for name in names)
        values = tuple(value.pk if isinstance(value, Mention) else value for value in given)
        if values in seen and any(values):
            form.add_error(None, message)
        seen.add(values)


class MentionInline(admin.StackedInline):
    model = Mention
    form = MentionForm
    formset = MentionFormSet
    ordering = ("position", "pk")
    extra = 0
    fields = (
        ("group_name", "unit_name"),
        ("stage", "position"),
        "types",
        ("meeting_date", "period_start", "period_end", "feedback_date"),
    )

    template = "admin/archive/notice/mentions.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        mentions: Any = super().get_queryset(request)
        return mentions.with_cases().filter(pk__in=mentions_shown(request))


class _WithMentionsShown:
    """Rows of the mentions that are shown, and of none; those mentions are what a row may be said to belong to."""

    sent_as: str  # how names of what is sent of them begin

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)  # type: ignore[misc]
        if request.method == "POST":
            return rows.filter(pk__in=sent_keys(request, self.sent_as))
        return rows.filter(Q(mention__isnull=True) | Q(mention__in=mentions_shown(request)))

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "mention":
            kwargs["queryset"] = mentions_of(request).with_cases().filter(pk__in=mentions_shown(request))
            field = super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]
            # Asked once for all rows of the page, if it is shown; left to itself every row would ask.
            field.choices = cache(lambda: [("", "—"), *((mention.pk, str(mention)) for mention in kwargs["queryset"])])
            return field
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


class AppearanceInline(_WithMentionsShown, admin.TabularInline):
    model = Appearance
    sent_as = "appearances"
    form = RowForm
    formset = NoticeRowFormSet
    ordering = ("role", "position", "pk")
    extra = 0
    fields = ("role", "name", "mention", "position")


class ContactInline(_WithMentionsShown, admin.TabularInline):
    model = Contact
    sent_as = "contacts"
    form = RowForm
    formset = NoticeRowFormSet
    ordering = ("kind", "position", "pk")
    extra = 0
    fields = ("kind", "value", "mention", "position")


class CorrectionInline(admin.TabularInline):
    """What editors fixed; taking a line away hands the field back to the parser."""

    model = Correction
    form = RowForm
    ordering = ("field",)
    extra = 0
    fields = readonly_fields = ("field_name", "editor", "corrected_at")
    verbose_name_plural = gettext_lazy("编辑更正（删去一行，重新解析时该项即由程序决定）")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("项目"))
    def field_name(self, correction: Correction) -> str:
        return field_label(correction.field)
