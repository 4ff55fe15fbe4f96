/** The part of lintel.config.json that the built-in runner works with. */
import { z } from 'zod';
import { RepositoryPath } from '#server/files/config/repository-path.ts';

export const RunnerConfig = z.strictObject({
	model: z
		.string()
		.min(1)
		.max(100)
		.default('claude-opus-5-5')
		.describe('The id of the model, as the Messages API names it.'),
	effort: z
		.enum(['low', 'medium', 'high', 'xhigh', 'max'])
		.optional()
		.describe('How much the model thinks; its own default where absent.'),
	maxTokens: z
		.int()
		.min(1_000)
		.max(1_000_000_000)
		.default(10_000_000)
		.describe('A session stops after so many tokens, cached ones too.'),
	maxCost: z
		.number()
		.positive()
		.max(10_000)
		.default(10)
		.describe('A session stops after so many US dollars.'),
	maxTurns: z
		.int()
		.min(1)
		.max(10_000)
		.default(300)
		.describe('A session stops after so many requests to the model.'),
	commands: z
		.record(
			z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
			z.array(z.string().min(1).max(1_000)).min(1).max(100),
		)
		.default({})
		.describe(
			'What the model may run, by a name: the program and its arguments, which no shell reads. The signed test command is `test` without being named here.',
		),
	commandSeconds: z
		.int()
		.min(1)
		.max(3_600)
		.default(300)
		.describe('A command is stopped after so many seconds.'),
	share: z
		.array(RepositoryPath)
		.max(20)
		.default(['node_modules', 'deps', '.venv', 'vendor'])
		.describe(
			'Folders that git leaves out, linked into the worktree of a session: what tests need and nobody commits.',
		),
});
export type RunnerConfig = z.infer<typeof RunnerConfig>;
