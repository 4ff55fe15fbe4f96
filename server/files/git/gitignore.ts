import type { Disk } from '#server/files/disk/disk.ts';
import { writeText } from '#server/files/disk/write-text.ts';

export const IGNORE_FILE = '.lintel/.gitignore';

const TEXT = `# Written by Lintel: what stays on this machine. The log beside it belongs in the repository.
.gitignore
lintel.db*
serving.json
*.tmp
`;

/** Keeps git from seeing what is local, so that serving a repository leaves its status clean. */
export function ignoreLocalFiles(disk: Disk, root: string): void {
	if (!disk.existsSync(`${root}/${IGNORE_FILE}`)) writeText(disk, root, IGNORE_FILE, TEXT);
}
