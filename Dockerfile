# mess in a container: docker build -t mess . && docker run -it -v mess:/data mess init --admin warden
# How it serves: docs/serve.md, "In a container". Not run where it was written: no Docker was there.
FROM node:24-bookworm-slim AS build
WORKDIR /src
COPY . .
RUN npm ci && npm run build && npm pack --pack-destination /tmp && \
    npm install -g --prefix /opt/mess /tmp/mess-*.tgz

# Neither compiler nor source: the packages are installed above, on the same Debian and Node.
FROM node:24-bookworm-slim
COPY --from=build /opt/mess /opt/mess
RUN ln -s /opt/mess/bin/mess /usr/local/bin/mess && \
    mkdir /data /run/mess && chown node /data /run/mess && chmod 0700 /data
USER node
ENV NODE_ENV=production MESS_HOME=/data
VOLUME /data /run/mess
EXPOSE 7070
STOPSIGNAL SIGTERM
# Of what serves: mess init or a backup are over before they are asked.
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["node", "-e", "\
  const socketPath = '/run/mess/serve.sock'; \
  const at = require('fs').existsSync(socketPath) ? { socketPath } : { host: '127.0.0.1', port: 7070 }; \
  require('http').get({ ...at, path: '/healthz', timeout: 4000 }, (answer) => process.exit(answer.statusCode === 200 ? 0 : 1)) \
    .on('error', () => process.exit(1));"]
ENTRYPOINT ["mess"]
