import * as z from 'zod/mini';
import { ArtefactId, ArtefactKind, MemberId } from '#shared/id.ts';
import { EvidenceRules } from '#shared/lifecycle/evidence-rules.ts';

/** `required` binds, `advisory` informs, `off` is not shown. */
export const GateMode = z.enum(['required', 'advisory', 'off']);
export type GateMode = z.infer<typeof GateMode>;

/** What a signature proves: that a device signed, or that a person touched a passkey. */
export const Assurance = z.enum(['device', 'presence']);
export type Assurance = z.infer<typeof Assurance>;

const perKind = <T extends z.ZodMiniType>(schema: T) =>
	z.object({ story: schema, context: schema, design: schema });

/**
 * Who has to be among those who approve. The last rule of a list that is about an artefact asks for
 * one of its members; one that names nobody asks for nobody.
 */
export const ReviewerRule = z.object({
	/** The glob as the team wrote it, for people to read; the fold never matches it. */
	match: z.string().check(z.minLength(1), z.maxLength(200)),
	/** What it meant when it was signed. A Context stands for itself and for its Designs. */
	artefacts: z.union([z.literal('all'), z.array(ArtefactId).check(z.maxLength(5_000))]),
	/** Only these kinds of artefact; all where none are named. */
	kinds: z.optional(z.array(ArtefactKind)),
	members: z.array(MemberId).check(z.maxLength(100)),
});
export type ReviewerRule = z.infer<typeof ReviewerRule>;

/** The rules of decision a workspace agreed on; in force only through a signed `policySet`. */
export const Policy = z.object({
	gates: perKind(GateMode),
	/** How many different people must approve. */
	quorum: perKind(z.int().check(z.minimum(1), z.maximum(20))),
	/** Whether an artefact's author may not approve it. */
	fourEyes: z.boolean(),
	/** The least assurance an approval needs. */
	assurance: perKind(Assurance),
	/** Lists of rules, the last match of each counting; every list has to be satisfied. */
	reviewers: z.optional(z.array(z.array(ReviewerRule).check(z.maxLength(500)))),
	/** Rule ids that fail `lintel check` beyond the ones of severity error. */
	failing: z.array(z.string()),
	/** Globs that brownfield repositories leave out. */
	ignore: z.array(z.string()),
	/** The test command as argv, never a shell string; empty while none is set. */
	test: z.array(z.string()),
	/** Whether tests are run, and whose runs count; absent while that is off. */
	evidence: z.optional(EvidenceRules),
	/** Whether what is sent to chat tools and browsers' notifications may name titles and people. */
	notifyContent: z.optional(z.boolean()),
});
export type Policy = z.infer<typeof Policy>;

/** What holds until an owner signs something else. */
export const DEFAULT_POLICY: Policy = {
	gates: { story: 'required', context: 'required', design: 'required' },
	quorum: { story: 1, context: 1, design: 1 },
	fourEyes: false,
	assurance: { story: 'device', context: 'device', design: 'device' },
	failing: [],
	ignore: [],
	test: [],
};
