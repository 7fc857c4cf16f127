"""Writers who save in the admin, one after another, notices of their own: as forms of the site that is served."""

from dataclasses import dataclass

from tests.editors import Editor, Form

_NOTICES = "/admin/archive/notice/"
_IMPOSSIBLE = {"period_start": ["2015-11-02"], "period_end": ["2015-11-01"]}


@dataclass
class Writer:
    """Whose titles begin with the word, which no other title has."""

    editor: Editor
    word: str
    kept: int = 0  # notices that are there
    last: str = ""  # the title of the one that is changed over and over

    def save(self, times: int) -> None:
        """So many saves: every tenth enters a notice, every twentieth deletes one; what is refused comes on top."""
        path = self.enter(f"{self.word}之首")
        form = self.editor.form(path) | {"_continue": ["1"]}
        entered = ""
        for number in range(1, times):
            if number % 10 == 3:
                entered = self.enter(f"{self.word}新入{number}")
            elif number % 20 == 7:
                self._delete(entered)
            else:
                self._refuse(path, form, number)
                self.last = f"{self.word}改题{number}"
                self.change(path, form | {"title": [self.last]})

    def enter(self, title: str) -> str:
        """The address of the new notice's form."""
        form = self.editor.form(f"{_NOTICES}add/") | {"title": [title], "status": ["published"], "_continue": ["1"]}
        address = self.editor.send(f"{_NOTICES}add/", form | {"versions-0-text": [f"{title}，巡察组进驻。"]})
        if not address.endswith("/change/"):
            raise RuntimeError(f"{title} was not entered")
        self.kept += 1
        return address

    def change(self, path: str, form: Form) -> None:
        if self.editor.send(path, form) != path:
            raise RuntimeError(f"{form['title']} was not saved")

    def _refuse(self, path: str, form: Form, number: int) -> None:
        if number % 10 == 9 and self.editor.send(path, form | _IMPOSSIBLE | {"title": [f"{self.word}作罢{number}"]}):
            raise RuntimeError("saved, though it ended before it began")

    def _delete(self, path: str) -> None:
        path = path.replace("/change/", "/delete/")
        if not self.editor.send(path, self.editor.form(path)):
            raise RuntimeError(f"{path} did nothing")
        self.kept -= 1
