/** What people call a list: what kind of file it came in is no part of its name. */
export const listName = (fileName: string): string => fileName.replace(/(?<=.)\.(csv|tsv|txt)$/i, '');
