// One lazily loaded chunk of what the page does to the outbox.
export { applyUploadEvent, cancelUpload, clearFinishedUploads, enqueueUpload } from '#storage/outbox/outbox.ts';
export { getAutoUpload, getUploadLimit, setAutoUpload, setUploadLimit } from '#storage/outbox/preferences.ts';
export { lastKnownUser } from '#storage/outbox/session.ts';
