import type { Finding } from '#shared/trace/finding.ts';

const MOST_NAMED = 3;

/** That nothing is known of what some code imports: said once, with the first of the files. */
export function importsUnread(files: readonly string[], why: string | null): Finding {
	const named = files.slice(0, MOST_NAMED).join(', ');
	const more = files.length > MOST_NAMED ? ` and ${files.length - MOST_NAMED} more` : '';
	const what =
		files.length === 0
			? 'The imports of the code could not be read.'
			: `The imports of ${files.length === 1 ? 'a code file' : `${files.length} code files`} could not be read: ${named}${more}.`;
	return {
		...{ rule: 'imports-unread', severity: 'info', artefact: null, field: null, place: null },
		message: why === null ? what : `${what} ${why}`,
		fix: 'Nothing is known of what they use. What is longer than 512 KB, or no text, is not read; a changed file is tried again.',
		...{ file: files[0] ?? null, line: null },
	};
}
