# Build:  docker build --tag onrecord .
# Run:    see compose.yaml. The service listens beyond loopback only when API keys exist; `onrecord keys create` makes one.

FROM python:3.11-slim-bookworm AS builder
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
WORKDIR /srv/onrecord
RUN python -m venv .venv
COPY requirements.txt ./
RUN .venv/bin/python -m pip install --require-hashes -r requirements.txt
COPY pyproject.toml README.md ./
COPY app app
RUN .venv/bin/python -m pip install --no-deps --no-build-isolation -e . \
    && .venv/bin/python -m compileall -q .venv/lib app

FROM python:3.11-slim-bookworm
RUN useradd --system --create-home --home-dir /var/lib/onrecord --shell /usr/sbin/nologin onrecord
WORKDIR /srv/onrecord
COPY --from=builder /srv/onrecord /srv/onrecord
COPY alembic.ini ./
COPY migrations migrations
COPY seeds seeds
ENV PATH=/srv/onrecord/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    ONRECORD_DATABASE_URL=sqlite:////var/lib/onrecord/onrecord.db
USER onrecord
VOLUME /var/lib/onrecord
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["onrecord", "serve", "--host", "0.0.0.0", "--port", "8000"]
