# mess in a container: docker build -t mess . && docker run -it -v mess:/data mess init --admin warden
# Not run where it was written: no Docker was there.
FROM node:24-bookworm-slim AS build
WORKDIR /src
COPY . .
RUN npm ci && npm run build && npm pack --pack-destination /tmp

FROM node:24-bookworm-slim
COPY --from=build /tmp/mess-*.tgz /tmp/
RUN npm install -g /tmp/mess-*.tgz && rm /tmp/mess-*.tgz && mkdir /data && chown node /data
USER node
ENV MESS_HOME=/data
VOLUME /data
ENTRYPOINT ["mess"]
