"""Writers who save in the admin, one after another, notices of their own: as forms of the site that is served."""

from dataclasses import dataclass, field

from tests.editors import Editor, Form

_NEW = "/admin/archive/notice/add/"
_IMPOSSIBLE = {"period_start": ["2015-11-02"], "period_end": ["2015-11-01"]}


@dataclass
class Writer:
    """Whose titles begin with the word, which no other title has."""

    editor: Editor
    word: str
    kept: int = 0  # notices that are there
    last: str = ""  # the title of the one that is changed over and over
    _blank: Form = field(default_factory=dict)  # the form of a new notice

    def save(self, times: int) -> None:
        """So many saves: every tenth enters a notice, every twentieth deletes one; what is refused comes on top."""
        path = self.enter(f"{self.word}之首")
        form = self.form_of(path)
        entered = ""
        for number in range(1, times):
            if number % 10 == 3:
                entered = self.enter(f"{self.word}新入{number}")
            elif number % 20 == 7:
                self._delete(entered)
            else:
                if number % 10 == 9:
                    self._refuse(path, form | {"title": [f"{self.word}作罢{number}"]})
                self.last = f"{self.word}改题{number}"
                self.change(path, form | {"title": [self.last]})

    def enter(self, title: str) -> str:
        """The address of the new notice's form."""
        self._blank = self._blank or self.form_of(_NEW)
        said = {"title": [title], "status": ["published"], "versions-0-text": [f"{title}，巡察组进驻。"]}
        address = self.editor.send(_NEW, self._blank | said)
        if not address.endswith("/change/"):
            raise RuntimeError(f"{title} was not entered")
        self.kept += 1
        return address

    def form_of(self, path: str) -> Form:
        """What is to be sent from there, and that the answer shall lead to the notice's form again."""
        return self.editor.form(path) | {"_continue": ["1"]}

    def change(self, path: str, form: Form) -> None:
        if self.editor.send(path, form) != path:
            raise RuntimeError(f"{form['title']} was not saved")

    def _refuse(self, path: str, form: Form) -> None:
        if self.editor.send(path, form | _IMPOSSIBLE):
            raise RuntimeError("saved, though it ended before it began")

    def _delete(self, path: str) -> None:
        token = self._blank["csrfmiddlewaretoken"]
        if not self.editor.send(path.replace("/change/", "/delete/"), {"csrfmiddlewaretoken": token, "post": ["yes"]}):
            raise RuntimeError(f"{path} is still there")
        self.kept -= 1
