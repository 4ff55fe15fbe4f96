/** What git tells its pre-push hook: one line for each ref, `<local> <commit> <remote> <known>`. */
export interface Push {
	readonly commit: string;
	/** What the remote has there; null for a new ref. */
	readonly known: string | null;
}

/** Without the refs that are deleted. */
export function pushesIn(lines: string): readonly Push[] {
	return lines.split('\n').flatMap((line) => {
		const [, commit = '', , known = ''] = line.trim().split(' ');
		if (!/^[0-9a-f]{40,64}$/.test(commit) || /^0+$/.test(commit)) return [];
		return { commit, known: /^(?:0+|)$/.test(known) ? null : known };
	});
}
