/** Where the caller's voice comes out. One element for the life of the telephone, not in the page. */
export type Speaker = {
  play(stream: MediaStream): void;
  silence(): void;
  /** Rejects (NotFoundError, NotAllowedError) when the device cannot be used; the old one goes on. */
  use(deviceId: string | undefined): Promise<void>;
};

export function createSpeaker(onTrouble: (error: unknown) => void): Speaker {
  const element = new Audio();
  element.autoplay = true;
  return {
    play(stream) {
      element.srcObject = stream;
      element.play().catch(onTrouble);
    },
    silence() {
      element.pause();
      element.srcObject = null;
    },
    async use(deviceId) {
      await element.setSinkId(deviceId === undefined || deviceId === 'default' ? '' : deviceId);
    },
  };
}
