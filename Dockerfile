# The same steps as `make run`: the bootstrap makes the environment from the lock file.
FROM python:3.11-slim
WORKDIR /srv/dateline
COPY requirements.lock requirements-dev.lock ./
COPY tools ./tools
RUN python3 tools/bootstrap.py setup
COPY pyproject.toml README.md LICENSE ./
COPY app ./app
COPY templates ./templates
COPY static ./static
COPY migrations ./migrations
COPY seeds ./seeds
COPY docs ./docs
RUN useradd --create-home dateline && mkdir -p var && chown dateline var
USER dateline
EXPOSE 8000
ENTRYPOINT [".venv/bin/dateline"]
CMD ["serve", "--host", "0.0.0.0"]
