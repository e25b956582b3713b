import { useEffect, useRef } from 'react';

const filesOf = (data: DataTransfer | null): readonly File[] => [...(data?.files ?? [])];
/** Text that was copied together with its picture (from a text program) is text. */
const isText = (data: DataTransfer | null): boolean => data?.types.includes('text/plain') === true;

/** Files and pictures that are pasted or dropped anywhere on the desk; `add` null: nothing takes them now. */
export function useFileDrops(add: ((files: readonly File[]) => void) | null): void {
  const latest = useRef(add);
  useEffect(() => {
    latest.current = add;
  }, [add]);
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = filesOf(event.clipboardData);
      if (files.length === 0 || isText(event.clipboardData) || latest.current === null) return;
      event.preventDefault();
      latest.current(files);
    };
    // Without this the page would leave for the file.
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      const files = filesOf(event.dataTransfer);
      if (files.length === 0) return;
      event.preventDefault();
      latest.current?.(files);
    };
    document.addEventListener('paste', paste);
    document.addEventListener('dragover', over);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('paste', paste);
      document.removeEventListener('dragover', over);
      document.removeEventListener('drop', drop);
    };
  }, []);
}
