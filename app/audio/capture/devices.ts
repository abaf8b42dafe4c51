/** An audio input that may be chosen. */
export interface InputDevice {
  readonly deviceId: string;
  readonly label: string;
}

/** Whether the page may use a microphone; `prompt` where the browser would ask or does not tell. */
export async function microphonePermission(): Promise<PermissionState> {
  try {
    return (await navigator.permissions.query({ name: 'microphone' })).state;
  } catch {
    return 'prompt';
  }
}

/** Audio inputs. Before the permission is given browsers tell no names: those are left out. */
export async function listInputs(): Promise<InputDevice[]> {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return devices
    .filter(({ kind, deviceId, label }) => kind === 'audioinput' && deviceId !== '' && label !== '')
    .map(({ deviceId, label }) => ({ deviceId, label }));
}

/** Calls `changed` whenever a device comes or goes. Returns the function that stops that. */
export function onInputsChanged(changed: () => void): () => void {
  const { mediaDevices } = navigator;
  mediaDevices?.addEventListener('devicechange', changed);
  return () => mediaDevices?.removeEventListener('devicechange', changed);
}
