/** The part of lintel.config.json that wants to be the signed policy. */
import { z } from 'zod';
import { RepositoryPath } from '#server/files/config/repository-path.ts';
import { Acceptance, ReportFormat } from '#shared/lifecycle/evidence-rules.ts';
import { Assurance, GateMode } from '#shared/lifecycle/policy.ts';

const perKind = <T extends z.ZodType>(schema: T) =>
	z.strictObject({
		story: schema.optional(),
		context: schema.optional(),
		design: schema.optional(),
	});

const ProposedEvidence = z.strictObject({
	on: z.boolean().optional().describe('Whether the test command is run and its runs count.'),
	accept: z
		.enum(Acceptance.options)
		.optional()
		.describe(
			'What counts: `reports` also those handed in, `runs` what Lintel ran itself, `ci` only a build machine whose key an owner enrolled.',
		),
	testsFirst: z
		.boolean()
		.optional()
		.describe('Whether the tests of a design have to fail before there is code.'),
	minutes: z
		.int()
		.min(1)
		.max(240)
		.optional()
		.describe('After so many a run is stopped; 10 at first.'),
	report: z
		.strictObject({
			path: RepositoryPath.max(400).describe('The file, from the repository’s root.'),
			format: z.enum(ReportFormat.options).optional().describe('Recognised by itself otherwise.'),
		})
		.optional()
		.describe('Where the command leaves its report; read from what it prints otherwise.'),
});

/** What the file proposes; see PolicyFile. Nothing of it is in force before an owner signs it. */
export const ProposedPolicy = z.strictObject({
	gates: perKind(z.enum(GateMode.options)).optional().describe('What each gate does.'),
	quorum: perKind(z.int().min(1).max(20)).optional().describe('How many people must approve.'),
	fourEyes: z.boolean().optional().describe('Whether nobody approves what they submitted.'),
	assurance: perKind(z.enum(Assurance.options))
		.optional()
		.describe('What an approval must be signed with: `presence` takes a passkey.'),
	failing: z
		.array(z.string().max(80))
		.max(100)
		.optional()
		.describe('Rules that fail a check beside those of severity error.'),
	ignore: z
		.array(z.string().max(400))
		.max(500)
		.optional()
		.describe('Globs that checks and rules leave out.'),
	test: z
		.array(z.string().max(1_000))
		.max(100)
		.optional()
		.describe(
			'The test command, one argument an entry; no shell reads it. `{files}` stands for the test files of a run, `{report}` for a file of its own to write the report to.',
		),
	evidence: ProposedEvidence.optional().describe('Whether tests are run, and whose runs count.'),
	notifyContent: z
		.boolean()
		.optional()
		.describe('Whether notifications may name titles and people.'),
});
