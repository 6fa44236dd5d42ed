# The program without agents: Dockerfile.agents shows how to add some.
#   docker build -t untether . && docker compose -f contrib/compose.example.yaml up
FROM node:24-bookworm-slim AS build
WORKDIR /source
COPY . .
RUN npm ci && npm run build && npm pack --ignore-scripts --pack-destination /packed

FROM node:24-bookworm-slim
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates git tini \
  && rm -rf /var/lib/apt/lists/*
COPY --from=build /packed /tmp/packed
RUN npm install --global --omit=dev /tmp/packed/*.tgz \
  && npm cache clean --force \
  && rm -rf /tmp/packed \
  && mkdir -p /config /state /projects \
  && chown node:node /config /state /projects
ENV UNTETHER_CONFIG_PATH=/config/untether.toml
ENV UNTETHER_STATE_DIR=/state
USER node
# The home holds the logins of agents and the copy of the file that was applied last.
VOLUME ["/config", "/state", "/projects", "/home/node"]
WORKDIR /projects
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["untether", "status"]
# What agents leave behind is collected, and a stop reaches the program.
ENTRYPOINT ["tini", "--"]
CMD ["untether", "start"]
