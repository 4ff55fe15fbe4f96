import { z } from 'zod';

/** A path that a config gives: it never leads out of the repository. */
export const RepositoryPath = z
	.string()
	.min(1)
	.refine((path) => !/^[\\/]|^[A-Za-z]:|\0/.test(path) && !path.split(/[\\/]/).some(leadsAstray), {
		message: 'a path is relative to the repository, stays inside it, and out of .git and .lintel',
	});

function leadsAstray(part: string): boolean {
	return part === '..' || /^\.(git|lintel)$/i.test(part);
}
