/** Type of what is dragged from the directory onto the room: the entry's id. */
export const DIRECTORY_ENTRY_TYPE = 'application/x-directory-entry';
