/**
 * Answers a page that cannot be fetched with the offline page, and nothing else: everything live
 * comes from Convex, which reconnects by itself, and scripts carry their hash in their name.
 */
const cacheName = "offline-1";
const offline = "/offline.html";

self.addEventListener("install", (event) => {
  const filled = caches.open(cacheName).then((cache) => cache.addAll([offline, "/icons/icon.svg"]));
  event.waitUntil(filled.then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const dropped = caches
    .keys()
    .then((names) => Promise.all(names.filter((name) => name !== cacheName).map(drop)));
  event.waitUntil(dropped.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (pathname === "/icons/icon.svg") {
    event.respondWith(fetch(event.request).catch(() => caches.match(event.request)));
  } else if (event.request.mode === "navigate") {
    event.respondWith(fetch(event.request).catch(() => caches.match(offline)));
  }
});

function drop(name) {
  return caches.delete(name);
}
