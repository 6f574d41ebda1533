# The service in a container. It was not built where it was written (no container engine there):
# build it once where you are, and run `liaison verify` in it, before you rely on it.
FROM python:3.12-slim AS made

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
RUN python -m venv /opt/liaison
COPY constraints.txt requirements.txt ./
# torch apart and alone: its CPU build is offered by PyTorch's own index.
RUN /opt/liaison/bin/pip install --no-deps -r constraints.txt \
      --extra-index-url https://download.pytorch.org/whl/cpu \
 && /opt/liaison/bin/pip install --require-hashes --no-deps -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY assistant assistant
COPY ingest ingest
COPY prompts prompts
COPY eval eval
RUN /opt/liaison/bin/pip install --no-deps --no-build-isolation . \
 && /opt/liaison/bin/pip install "psycopg[binary]>=3.2"

FROM python:3.12-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/liaison --create-home liaison
COPY --from=made /opt/liaison /opt/liaison
ENV PATH=/opt/liaison/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/var/lib/liaison \
    LIAISON_HOME=/var/lib/liaison/home \
    LIAISON_HOST=0.0.0.0 \
    LIAISON_PORT=8000 \
    LIAISON_LOG_LEVEL=info
USER liaison
WORKDIR /var/lib/liaison
VOLUME /var/lib/liaison
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=3s --start-period=60s --retries=3 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
# It refuses to start on 0.0.0.0 unless LIAISON_AUTH_KEYS or LIAISON_OIDC_ISSUER is set.
CMD ["liaison", "serve"]
