/** lintel.config.json: where the files live and which preset names paths. */
import { z } from 'zod';

const RepositoryPath = z
	.string()
	.min(1)
	.refine((path) => !path.startsWith('/') && !path.split(/[\\/]/).includes('..'), {
		message: 'A path is relative to the repository and stays inside it.',
	});

export const Config = z.strictObject({
	$schema: z.string().optional(),
	/** Path conventions and component types. */
	preset: z.enum(['typescript', 'phoenix', 'python', 'go', 'rust', 'plain']).default('typescript'),
	paths: z
		.strictObject({
			stories: RepositoryPath.default('user_stories.md'),
			contexts: RepositoryPath.default('context_map.md'),
			designs: RepositoryPath.default('docs/design'),
		})
		.prefault({}),
});
export type Config = z.infer<typeof Config>;
