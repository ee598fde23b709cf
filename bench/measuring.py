"""The course of a run: build, serve, load, publish."""

from __future__ import annotations

import contextlib
import json
import time
from pathlib import Path
from types import TracebackType
from typing import Any

from bench import flood, machine
from bench.databases import PostgreSQL, SQLite
from bench.following import Following
from bench.goals import judged
from bench.publishing import Publishing
from bench.recording import VARIABLE, Request, write_recording
from bench.rounds import Cell, Plan, say
from bench.scenarios import BARE, MEMORY, SITE, Scenario, add_peer, explore, of_site, record
from bench.servers import ROOT, Server, finish, python, start_python
from bench.versions import versions

SECRET = "not-a-secret-but-long-enough-for-a-benchmark-0123456789-abcdefghij"
SITE_WORK, PEER_WORK = "bench.site_work", "bench.peer.work"
#: What is asked at every number of guides.
GROWING = ["detail", "detail_304", "list", "changes", "changes_100", "search", "page", "page_304"]
BLOCKS = (5, 50, 500)


class Measuring:
    """One run. As a context it leaves nothing behind."""

    def __init__(
        self, databases: PostgreSQL | SQLite, directory: Path, sizes: list[int], plan: Plan, only: set[str]
    ) -> None:
        self.databases, self.directory, self.plan, self.only = databases, directory, plan, only
        self.small, self.middle, self.large = sizes
        self.peers = [self.small, self.middle]
        self.began = time.monotonic()
        self._servers = contextlib.ExitStack()

    def __enter__(self) -> Measuring:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._servers.close()
        self.databases.drop_all()

    def everything(self) -> dict[str, Any]:
        """Return all that a run finds."""
        self.databases.drop_all()
        before = self._build()
        sites, peer = self._serve()
        say("exploring")
        scenarios = self._scenarios(sites[self.middle], peer)
        cells = self._cells(scenarios, sites, peer, before["others"])
        say(f"{len(cells)} cells, {self.plan.rounds} rounds of {self.plan.seconds:g} s")
        found = self.plan.run(cells, say)
        servers = {**{f"site {size}": server for size, server in sites.items()}, "peer": peer, **self._limits}
        floods = flood.measure(sites[self.middle], self._known(self.middle)["guides"], self.plan)
        memory = {name: server.memory() for name, server in servers.items()}
        self._servers.close()
        publishing = Publishing(self.plan, say, self.site, self.peer).measure([*sites], self.peers)
        results = {
            "engine": self.databases.engine,
            "machine": machine.describe(),
            "versions": versions(self.databases.version()),
            "plan": {"rounds": self.plan.rounds, "seconds": self.plan.seconds, "noise": self.plan.noise},
            "sizes": {"small": self.small, "middle": self.middle, "large": self.large},
            "titles": {scenario.key: scenario.title for scenario in scenarios},
            "cells": found,
            "floods": floods,
            "memory": memory,
            **before,
            **publishing,
            "following": self._following(),
        }
        results["goals"] = judged(results)
        results["profiles"] = self._profiles(results["goals"], scenarios)
        results["minutes"] = (time.monotonic() - self.began) / 60
        return results

    def only_following(self) -> dict[str, Any]:
        """Return what follows changes, and build and measure nothing else."""
        self.databases.drop_all()
        self._build_small()
        self._clone(self.small, self.middle)
        self._clone(self.middle, self.large)
        for size in (self.small, self.middle, self.large):
            self.databases.tidy(str(size))
        return self._following()

    def _following(self) -> dict[str, Any]:
        return Following(self.plan, self.site, self.peer(self.small)).measure([self.small, self.middle, self.large])

    def site(self, size: int) -> dict[str, str]:
        """The site's environment in production, with so many guides."""
        return {
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "SECRET_KEY": SECRET,
            "ALLOWED_HOSTS": "127.0.0.1,localhost,second.example,workshop.example",
            "SECURE_SSL_REDIRECT": "false",
            "VAR_DIR": str(self._folder("site")),
            "STATIC_ROOT": str(self._folder("static")),
            "DATABASE_URL": self.databases.url(str(size)),
            "LOG_LEVEL": "ERROR",
            "NUM_PROXIES": "1",  # so that a flood of replies can come from many networks
            "EMAIL_URL": "dummymail://",
        }

    def peer(self, size: int) -> dict[str, str]:
        """The peer's environment, with so many guides."""
        return {
            "DJANGO_SETTINGS_MODULE": "bench.peer.settings",
            "SECRET_KEY": SECRET,
            "VAR_DIR": str(self._folder("peer")),
            "DATABASE_URL": self.databases.url(f"peer_{size}"),
        }

    def _limit(self) -> dict[str, str]:
        return {
            "DJANGO_SETTINGS_MODULE": "bench.bare.settings",
            "SECRET_KEY": SECRET,
            "DATABASE_URL": self.databases.url("bare"),
            VARIABLE: str(self.directory / "recording"),
        }

    def _folder(self, name: str) -> Path:
        folder = self.directory / name
        folder.mkdir(exist_ok=True)
        return folder

    def _build(self) -> dict[str, Any]:
        """Make all databases, the site's and the peer's at the same time: each needs one processor."""
        start = time.monotonic()
        self._build_small()
        say(f"building {self.middle} guides")
        self.databases.copy(str(self.small), str(self.middle))
        self.databases.copy(f"peer_{self.small}", f"peer_{self.middle}")
        self._load(self.small, self.middle, self.middle)
        others = json.loads(python(SITE_WORK, "others", environment=self.site(self.middle)))
        self._clone(self.middle, self.large)
        for name in (self.small, self.middle, self.large, f"peer_{self.small}", f"peer_{self.middle}"):
            self.databases.tidy(str(name))
        say(f"built in {time.monotonic() - start:.0f} s")
        names = [str(self.middle), f"peer_{self.middle}", str(self.large)]
        return {"others": others, "database_sizes": {name: self.databases.size(name) for name in names}}

    def _build_small(self) -> None:
        say(f"building {self.small} guides")
        self.databases.create(str(self.small))
        self.databases.create(f"peer_{self.small}")
        peer = start_python("django", "migrate", "-v0", environment=self.peer(self.small))
        python("django", "migrate", "-v0", environment=self.site(self.small))
        python("django", "collectstatic", "--noinput", "-v0", environment=self.site(self.small))
        finish(peer)
        self._load(0, self.small, self.small)

    def _clone(self, size: int, wanted: int) -> None:
        say(f"building {wanted} guides")
        self.databases.copy(str(size), str(wanted))
        python(SITE_WORK, "clone", wanted, environment=self.site(wanted))

    def _load(self, first: int, end: int, size: int) -> None:
        peer = start_python(PEER_WORK, "load", first, end, environment=self.peer(size))
        python(SITE_WORK, "load", first, end, environment=self.site(size))
        finish(peer)

    def _serve(self) -> tuple[dict[int, Server], Server]:
        sites = {size: self._started("config.wsgi", self.site(size)) for size in (self.small, self.middle, self.large)}
        return sites, self._started("bench.peer.wsgi", self.peer(self.middle))

    def _started(self, application: str, environment: dict[str, str]) -> Server:
        server = Server(application, environment)
        self._servers.callback(server.stop)
        return server

    def _scenarios(self, site: Server, peer: Server) -> list[Scenario]:
        """What is asked of the site at its middle size, of its limits and of its peer. Starts the limits."""
        scenarios = of_site(site.port, self._explored(site, self.middle))
        if self.only:
            scenarios = [scenario for scenario in scenarios if scenario.key in self.only]
        write_recording(self.directory / "recording", record(site.port, scenarios))
        self.databases.create("bare")
        python("bench.bare.work", environment=self._limit())
        self.databases.tidy("bare")
        self._limits = {
            BARE: self._started("bench.bare.wsgi", self._limit()),
            MEMORY: self._started("bench.memory", self._limit()),
        }
        add_peer(scenarios, json.loads(python(PEER_WORK, "addresses", environment=self.peer(self.middle)))["guides"])
        return scenarios

    def _explored(self, site: Server, size: int) -> Any:
        there = self._known(size)
        return explore(site.port, there["guides"], there["count"])

    def _known(self, size: int) -> Any:
        return json.loads(python(SITE_WORK, "addresses", environment=self.site(size)))

    def _cells(
        self, scenarios: list[Scenario], sites: dict[int, Server], peer: Server, others: dict[str, Any]
    ) -> list[Cell]:
        """Those of one scenario stand side by side, so that they are measured under the same weather."""
        servers = {SITE: sites[self.middle], **self._limits}
        elsewhere = {
            size: {scenario.key: scenario for scenario in of_site(sites[size].port, self._explored(sites[size], size))}
            for size in (self.small, self.large)
        }
        cells = []
        for scenario in scenarios:
            for contender, requests in scenario.asks.items():
                server = servers.get(contender, peer)
                cells.append(Cell(scenario.key, contender, server, requests, scenario.status))
            for size, known in elsewhere.items():
                if scenario.key in GROWING and (same := known.get(scenario.key)):
                    cells.append(Cell(scenario.key, f"{SITE} {size}", sites[size], same.asks[SITE], same.status))
        return cells + self._blocks(sites[self.middle], others)

    def _blocks(self, site: Server, others: dict[str, Any]) -> list[Cell]:
        """Guides of more and more blocks, with the same bytes."""
        cells = []
        for scenario, column in (("detail", "json_br"), ("page", "html_br")):
            for blocks in BLOCKS:
                guide = others[f"{column} {blocks}"]
                path = f"/api/guides/v1/guides/{guide['id']}" if scenario == "detail" else guide["path"]
                request = Request(path, host="workshop.example")
                if not self.only or scenario in self.only:
                    cells.append(Cell(f"blocks_{scenario}", str(blocks), site, [request]))
        return cells

    def _profiles(self, goals: list[dict[str, Any]], scenarios: list[Scenario]) -> dict[str, Any]:
        """Where the time goes, for each goal that is not met."""
        asks = {scenario.key: scenario.asks[SITE][0] for scenario in scenarios}
        missed = dict.fromkeys(goal["scenario"] for goal in goals if goal["is_met"] is False)
        profiles = {}
        for key in missed:
            say(f"profiling {key}")
            if key == "publish":
                profiles[key] = json.loads(python("bench.profiling", "publish", environment=self.site(self.middle)))
            elif key in asks:
                request = asks[key]
                arguments = ["get", request.path, request.etag, request.host]
                profiles[key] = json.loads(python("bench.profiling", *arguments, environment=self.site(self.middle)))
        return profiles


__all__ = ["ROOT", "Measuring"]
