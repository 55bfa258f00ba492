"""`extra.gazette.cms`: whether there is an editor at admin/, and the repository it writes to."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

# Where a host that is not named has its web pages, and where its interface lies below these.
_HOSTS = {"github": "https://api.github.com", "gitlab": "https://gitlab.com"}
_API = {"github": "", "gitlab": "/api/v4", "gitea": "/api/v1"}


class CmsOptions(BaseModel):
    """The editor's settings: the one place that names the git host."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    enabled: bool = False
    backend: Literal["github", "gitlab", "gitea"] = "github"
    # owner/name; GitLab may have groups within groups.
    repo: str = Field(default="", pattern=r"^([^/:\s]+(/[^/:\s]+)+)?$")
    branch: str = Field(default="main", min_length=1)
    # GitLab, Gitea, Forgejo: the host. GitHub: the service that signs people in; without one they sign in with a token.
    base_url: str = Field(default="", pattern=r"^(https://[^/\s]+)?$")
    # The number that GitLab, Gitea or Forgejo gave the application; without one people sign in with a token.
    app_id: str = ""

    @model_validator(mode="after")
    def _check_complete(self) -> CmsOptions:
        if self.enabled and not self.repo:
            raise ValueError("no repository")
        if self.enabled and self.backend == "gitea" and not self.base_url:
            raise ValueError("no host")
        return self

    @property
    def host(self) -> str:
        """The only origin that the editor talks to besides its own."""
        return _HOSTS["github"] if self.backend == "github" else self.base_url or _HOSTS["gitlab"]

    @property
    def reviewed(self) -> bool:
        """Whether what is written waits in a pull request; Sveltia knows these of GitHub and GitLab only."""
        return self.backend != "gitea"

    def as_backend(self) -> dict[str, Any]:
        """The options as Sveltia's `backend`."""
        signs_in = self.base_url if self.backend == "github" else self.app_id
        given = {"base_url": self.base_url, "app_id": self.app_id, "auth_type": "pkce" if signs_in and self.backend == "gitlab" else ""}
        return {"name": self.backend, "repo": self.repo, "branch": self.branch, "api_root": self.host + _API[self.backend],
                "auth_methods": ["oauth", "token"] if signs_in else ["token"], **{key: value for key, value in given.items() if value}}
