import * as z from 'zod/mini';

/** `required` binds, `advisory` informs, `off` is not shown. */
export const GateMode = z.enum(['required', 'advisory', 'off']);
export type GateMode = z.infer<typeof GateMode>;

/** What a signature proves: that a device signed, or that a person touched a passkey. */
export const Assurance = z.enum(['device', 'presence']);
export type Assurance = z.infer<typeof Assurance>;

const perKind = <T extends z.ZodMiniType>(schema: T) =>
	z.object({ story: schema, context: schema, design: schema });

/** The rules of decision a workspace agreed on; in force only through a signed `policySet`. */
export const Policy = z.object({
	gates: perKind(GateMode),
	/** How many different people must approve. */
	quorum: perKind(z.int().check(z.minimum(1), z.maximum(20))),
	/** Whether an artefact's author may not approve it. */
	fourEyes: z.boolean(),
	/** The least assurance an approval needs. */
	assurance: perKind(Assurance),
	/** Rule ids that fail `lintel check` beyond the ones of severity error. */
	failing: z.array(z.string()),
	/** Globs that brownfield repositories leave out. */
	ignore: z.array(z.string()),
	/** The test command as argv, never a shell string; empty while none is set. */
	test: z.array(z.string()),
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
