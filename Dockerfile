# docker build -t segur-check .
# docker run --rm --network none --read-only -v "$PWD:/dossiers:ro" segur-check check mon-dossier

FROM python:3.12-slim-bookworm AS build
# Some of signatures, ocr, xlsx, fast, cluster, separated by commas.
ARG EXTRAS=signatures
WORKDIR /source
COPY locks locks
# The versions of locks/, whose files have the fingerprints written there, and no other.
RUN python -m venv /opt/segur-check && python -m venv /opt/build \
 && IFS=, && set -- -r locks/run.txt \
 && for extra in ${EXTRAS}; do set -- "$@" -r "locks/${extra}.txt"; done && unset IFS \
 && /opt/segur-check/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes "$@" \
 && /opt/build/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes -r locks/build.txt
COPY pyproject.toml README.md LICENSE ./
COPY src src
COPY schemas schemas
COPY rules rules
RUN /opt/build/bin/python -m build --wheel --no-isolation --outdir /wheels . \
 && /opt/segur-check/bin/python -m pip install --no-cache-dir --disable-pip-version-check --no-deps /wheels/*.whl \
 && /opt/segur-check/bin/python -m pip uninstall --yes --disable-pip-version-check pip
COPY docs/licences.md /opt/segur-check/LICENCES.md

FROM python:3.12-slim-bookworm
# The tool is under the MIT licence; python-stdnum, used unchanged, is under the LGPL, and
# /opt/segur-check/LICENCES.md names the licence of each package that it is made of.
LABEL org.opencontainers.image.title="segur-check" \
      org.opencontainers.image.licenses="MIT AND LGPL-2.1-or-later"
# Nothing is written at run time but the outputs that -o names.
ENV LANG=C.UTF-8 PYTHONUTF8=1 PYTHONDONTWRITEBYTECODE=1
COPY --from=build /opt/segur-check /opt/segur-check
USER 10001:10001
WORKDIR /dossiers
ENTRYPOINT ["/opt/segur-check/bin/segur-check"]
CMD ["--help"]
