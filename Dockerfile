# docker build -t segur-check .
# docker run --rm --network none --read-only -v "$PWD:/dossiers:ro" segur-check check mon-dossier

FROM python:3.12-slim-bookworm AS build
ARG EXTRAS=signatures
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY src src
COPY schemas schemas
COPY rules rules
RUN python -m venv /opt/segur-check \
 && /opt/segur-check/bin/python -m pip install --no-cache-dir --disable-pip-version-check ".[${EXTRAS}]" \
 && /opt/segur-check/bin/python -m pip uninstall --yes --disable-pip-version-check pip

FROM python:3.12-slim-bookworm
LABEL org.opencontainers.image.title="segur-check" \
      org.opencontainers.image.licenses="MIT"
# Nothing is written at run time but the outputs that -o names.
ENV LANG=C.UTF-8 PYTHONUTF8=1 PYTHONDONTWRITEBYTECODE=1
COPY --from=build /opt/segur-check /opt/segur-check
USER 10001:10001
WORKDIR /dossiers
ENTRYPOINT ["/opt/segur-check/bin/segur-check"]
CMD ["--help"]
