"""SVG as programs write it, and SVG that runs, fetches or has no end."""

from __future__ import annotations

from pathlib import Path

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


# With marks of Nemo, who drew them.
_FILES = sorted((Path(__file__).parent / "fixtures" / "drawings").iterdir())
PROGRAMS = {path.stem: path.read_text("utf-8") for path in _FILES}


def svg(body: str, head: str = "", more: str = "") -> str:
    return f'{head}<svg {NS} viewBox="0 0 99 99" width="99" height="99" {more}>{body}</svg>'


XHTML = 'xmlns:h="http://www.w3.org/1999/xhtml"'
ADDRESS = "http://127.0.0.1:47999/hit"
# What runs or fetches: {address} is what may not be asked for, {run} what may not be run.
HOSTILE = {
    "script": svg("<script>{run}</script>"),
    "SCRIPT": svg("<SCRIPT>{run}</SCRIPT>"),
    "script of XHTML": svg(f"<h:script {XHTML}>{{run}}</h:script>"),
    "handler": svg("", more='onload="{run}"'),
    "ATTLIST": svg("", head='<!DOCTYPE svg [<!ATTLIST svg onload CDATA "{run}">]>'),
    "ATTLIST behind a comment": svg(
        "", head='<!--<!DOCTYPE svg>\n--><!DOCTYPE svg [<!ATTLIST svg onload CDATA "{run}">]>'
    ),
    "entity": svg("<text>&e;</text>", head='<!DOCTYPE svg [<!ENTITY e SYSTEM "{address}">]>'),
    "parameter entity": svg("", head='<!DOCTYPE svg [<!ENTITY % e SYSTEM "{address}"> %e;]>'),
    "animation": svg('<a><animate attributeName="href" to="javascript:{run}"/></a>'),
    "meta": svg(f'<h:meta {XHTML} http-equiv="refresh" content="0;url={{address}}"/>'),
    "srcset": svg(f'<h:img {XHTML} srcset="{{address}} 1x"/>'),
    "form": svg(f'<h:form {XHTML} action="{{address}}"><h:input/></h:form>'),
    "picture": svg('<image href="{address}" width="9" height="9"/>'),
    "feImage": svg('<filter id="f"><feImage xlink:href="{address}"/></filter><rect width="9" filter="url(#f)"/>'),
    "use": svg('<use href="{address}#a"/>'),
    "base": svg('<image href="a.png" width="9" height="9"/>', more='xml:base="{address}"'),
    "style": svg('<style>rect{{fill:url("{address}")}}</style><rect width="9" height="9"/>'),
    "import": svg('<style>@import "{address}";</style>'),
    "import with escapes": svg('<style>@\\69mport "{address}";</style>'),
    "image-set": svg('<style>svg{{background:image-set("{address}" 1x)}}</style>'),
    "image-set for media": svg('<style>@media all{{svg{{background:-webkit-image-set("{address}" 1x)}}}}</style>'),
    "font": svg("<style>@font-face{{font-family:x;src:src('{address}')}}text{{font-family:x}}</style><text>a</text>"),
    "attribute": svg('<rect width="9" height="9" fill="url({address})"/>'),
    "attribute with escapes": svg('<rect width="9" height="9" style="fill:u\\72l({address})"/>'),
    "style sheet": svg("", head='<?xml-stylesheet href="{address}"?>'),
    "XInclude": svg('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{address}"/>'),
    "SVG in SVG": svg('<image width="9" height="9" href="data:image/svg+xml;base64,PHN2Zy8+"/>'),
    "use doubled": svg(
        '<g id="a0"><path d="M0 0H9"/></g>'
        + "".join(f'<g id="a{n}"><use href="#a{n - 1}"/><use href="#a{n - 1}"/></g>' for n in range(1, 31))
    ),
    "mask doubled by a rule": svg(
        "<style>rect{{mask:url(#m0)}}</style>"
        + "".join(f'<mask id="m{n}"><g mask="url(#m{n + 1})"/><g mask="url(#m{n + 1})"/></mask>' for n in range(30))
        + '<rect width="9" height="9"/>'
    ),
    "pattern of itself": svg('<pattern id="p" width="1" height="1"><rect fill="url(#p)" width="9"/></pattern>'),
    "deep": svg("<g>" * 300 + "</g>" * 300),
    "steps of a filter": svg(f'<filter id="f">{"<feTurbulence/>" * 60}</filter>'),
    "octaves": svg('<filter id="f"><feTurbulence numOctaves="1e9"/></filter>'),
}


def hostile(name: str, encoding: str = "utf-8") -> bytes:
    """One of HOSTILE; in another encoding than UTF-8 with its declaration."""
    run = "document.documentElement.setAttribute('id','RAN')"
    if '{run}"' in HOSTILE[name]:
        run = run.replace("'", "&quot;")
    text = HOSTILE[name].replace("{{", "{").replace("}}", "}").replace("{run}", run).replace("{address}", ADDRESS)
    head = "" if encoding == "utf-8" else f'<?xml version="1.0" encoding="{encoding}"?>'
    return f"{head}{text}".encode(encoding)
