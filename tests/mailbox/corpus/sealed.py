"""Signed and sealed letters, and what Outlook wraps for Outlook alone."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mailbox.corpus.boxes import OWN, PDF
from tests.mailbox.corpus.case import Case, file, head, page, part, several, text, whole

# The first bytes of a PKCS #7 "signed-data"; the rest is made up.
SEAL = bytes.fromhex("30820100 06092a864886f70d010702 a0820000") + bytes(range(200))
SEALED = bytes.fromhex("30820100 06092a864886f70d010703 a0820000") + bytes(range(200))
TNEF = bytes.fromhex("789f3e22 0100 01 06900800 04000000 00000100 0100") + b"\0" * 60
PGP = (
    b"-----BEGIN PGP SIGNATURE-----\n\niQEzBAEBCAAdFiEE\n=abcd\n"
    b"-----END PGP SIGNATURE-----\n"
)


def _case(name: str, entity: bytes, *says: str, files: tuple[str, ...] = ()) -> Case:
    return Case(name, whole(head(name), entity), says=says or (OWN,), files=files)


def cases() -> Iterator[Case]:
    yield from _signed()
    yield from _opaque()
    yield from _tnef()


def _signed() -> Iterator[Case]:
    of_smime = '; protocol="application/pkcs7-signature"; micalg=sha-256'
    seal = file("smime.p7s", SEAL, "application/pkcs7-signature")
    old_seal = file("smime.p7s", SEAL, "application/x-pkcs7-signature")
    both = several("alternative", text(OWN), text(page(OWN), "text/html"), mark="=_in")
    full = several("mixed", both, file("note.pdf", PDF), mark="=_mid")
    for name, inner in {"plain": text(OWN), "two versions": both}.items():
        for kind, each in {"S/MIME": seal, "old S/MIME": old_seal}.items():
            yield _case(
                f"{kind} over {name}",
                several("signed", inner, each, more=of_smime),
                files=("smime.p7s",),
            )
    yield _case(
        "S/MIME over a letter with a file",
        several("signed", full, seal, more=of_smime),
        files=("note.pdf", "smime.p7s"),
    )
    of_pgp = '; protocol="application/pgp-signature"; micalg=pgp-sha512'
    named = file("signature.asc", PGP, "application/pgp-signature")
    bare = part("application/pgp-signature", PGP)
    yield _case(
        "PGP over plain",
        several("signed", text(OWN), named, more=of_pgp),
        files=("signature.asc",),
    )
    yield _case(
        "PGP without a name",
        several("signed", text(OWN), bare, more=of_pgp),
        files=("signature.asc",),
    )
    inline = (
        f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n{OWN}\n{PGP.decode()}"
    )
    yield _case("PGP within the words", text(inline))


def _opaque() -> Iterator[Case]:
    for kind, content in {"signed-data": SEAL, "enveloped-data": SEALED}.items():
        for media in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
            yield Case(
                f"{media} {kind}",
                whole(
                    head(f"{media} {kind}"),
                    file("smime.p7m", content, f"{media}; smime-type={kind}"),
                ),
                files=("smime.p7m",),
                marks=frozenset({"sealed"}),
            )
    version = part("application/pgp-encrypted", b"Version: 1\n")
    body = file("encrypted.asc", b"-----BEGIN PGP MESSAGE-----\n\nhQ\n")
    name = "PGP sealed"
    more = '; protocol="application/pgp-encrypted"'
    yield Case(
        name,
        whole(head(name), several("encrypted", version, body, more=more)),
        files=("encrypted.asc",),
        marks=frozenset({"sealed"}),
    )


def _tnef() -> Iterator[Case]:
    wrapped = file("winmail.dat", TNEF, "application/ms-tnef")
    yield _case(
        "winmail beside words",
        several("mixed", text(OWN), wrapped),
        files=("winmail.dat",),
    )
    name = "winmail alone"
    yield Case(
        name,
        whole(head(name), wrapped),
        files=("winmail.dat",),
        marks=frozenset({"sealed"}),
    )
    typed = part('application/ms-tnef; name="winmail.dat"', TNEF, coding="base64")
    yield _case(
        "winmail named in its type",
        several("mixed", text(OWN), typed),
        files=("winmail.dat",),
    )
