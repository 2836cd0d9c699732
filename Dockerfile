# Two stages: the first builds with all packages, the second has what runs. See docs/operations.md.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json ./
COPY scripts ./scripts
COPY src ./src
COPY public ./public
COPY docs/unicode-license.txt ./docs/
RUN npm run build

FROM node:24-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
COPY package.json package-lock.json LICENSE ./
RUN npm ci --omit=dev && npm cache clean --force
COPY --from=build /app/dist ./dist
# A new volume takes the owner and the mode of such a folder.
RUN mkdir /data /backup && chown node:node /data /backup && chmod 700 /data /backup
USER node
VOLUME /data
EXPOSE 3000
# By node itself, for the image has no curl.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}${(process.env.BASE_PATH || '').trim().replace(/\\/+$/, '')}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Not by npm or a shell: SIGTERM has to reach the server.
ENTRYPOINT ["node", "dist/commands/ask-the-audience.js"]
