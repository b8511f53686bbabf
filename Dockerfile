# The server alone; the database is another container, see docker-compose.yml. Settings are environment variables
# (docs/generated/settings.md); in production, which this image assumes, it refuses to start without the required ones.

FROM node:22-slim AS build
WORKDIR /app
COPY .npmrc package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY scripts scripts
COPY server server
COPY admin-ui admin-ui
RUN npm run build

FROM node:22-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 GATEHOUSE_DATA_DIR=/data
WORKDIR /app
COPY .npmrc package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY LICENSE THIRD-PARTY-NOTICES.md schema.graphql ./
COPY scripts/gatehouse.mjs scripts/
COPY --from=build /app/dist dist
# The command line, as in `docker compose exec app gatehouse createsuperuser`; and a place for the generated key of development.
RUN ln -s /app/scripts/gatehouse.mjs /usr/local/bin/gatehouse && install -d -o node -g node -m 755 /data
USER node
VOLUME /data
EXPOSE 4000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=8", "dist/server/main.js"]
