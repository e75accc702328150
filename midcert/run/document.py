"""The run as a value, put together in the end: what was tested, by which terms, and what came of it."""

import functools
import hashlib
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from gherkin import parser_types as gherkin

from midcert.gherkin.tree import MalformedError, read, rules_of, tag_names
from midcert.protocol.values import PROTOCOL
from midcert.results.digests import digest
from midcert.results.run import DISTRIBUTION, Asked, Digest, FeatureHead, Implementation, RuleHead, Run, Suite
from midcert.results.verdict import Verdict
from midcert.rules.ledger import Ledger
from midcert.run.certification import Certification, Subject
from midcert.run.layout import ROOT
from midcert.run.options import OF_CERTIFY, given
from midcert.targets.located import without_login

PACKAGES = ("fakes", "midcert", "reference_impl", "steps")


def document(config: pytest.Config, certification: Certification, verdict: Verdict) -> Run:
    """The run, once all is known."""
    subject, rows = certification.subject, certification.rows
    return Run(
        suite=suite_of(config.rootpath / "features"),
        began=f"{certification.began:%Y-%m-%dT%H:%M:%SZ}",
        whole=certification.is_whole,
        part=certification.part,
        tested=_tested(config.option.target, subject) if subject else None,
        asked=Asked(
            rule_set=certification.rule_set.name,
            profile=subject.profile.name if subject else "",
            platforms=sorted(subject.profile.platforms) if subject else [],
            seed=subject.seed if subject else None,
            given=given((each for each in OF_CERTIFY if hasattr(config.option, each.variable)), config.option),
        ),
        deviations=list(certification.deviations.entries),
        features=list(heads(config.rootpath, dict.fromkeys(row.file for row in rows), certification.ledger)),
        rows=rows,
        verdict=verdict,
    )


@functools.cache
def suite_of(features: Path) -> Suite:
    """Which suite this is, with its features in this folder."""
    code = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return Suite(
        version=version(DISTRIBUTION),
        features=_digest(features, features.rglob("*.feature")),
        rules=hashlib.sha256((features / "rules.toml").read_bytes()).hexdigest(),
        code=_digest(ROOT, code),
    )


def _digest(folder: Path, paths: Iterable[Path]) -> str:
    return digest((path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(paths))


def _tested(where: str, subject: Subject) -> Implementation:
    about = subject.description
    return Implementation(
        where=without_login(where),
        transport=where.partition(":")[0],
        name=about.name,
        version=about.version,
        protocol=PROTOCOL,
        roles=sorted(about.roles),
        time=about.time,
        capabilities=sorted(about.capabilities),
        digests=[Digest(name, sha256) for name, sha256 in subject.identity.items()],
    )


def heads(root: Path, files: Iterable[str], ledger: Ledger) -> Iterator[FeatureHead]:
    """The prose of the feature files; one that has changed since, and cannot be read any more, has none."""
    for file in files:
        try:
            feature = read((root / file).read_text("utf-8"))
        except (OSError, UnicodeDecodeError, MalformedError):
            continue
        rules = [_rule_head(rule, ledger) for rule in rules_of(feature)]
        yield FeatureHead(file, feature["name"], _prose(feature["description"]), rules)


def _rule_head(rule: gherkin.Rule, ledger: Ledger) -> RuleHead:
    ids = tag_names(rule["tags"]) & ledger.rules.keys()
    return RuleHead(rule["name"], min(ids, default=None), _prose(rule["description"]))


def _prose(description: str) -> str:
    return "\n".join(line.strip() for line in description.splitlines()).strip()
