import type { Me } from '#client/state/surface.ts';
import type { ArtefactView } from '#machines/lifecycle/observe.ts';

/** What whoever looks at a contested text can do about it. */
export function contestedWords(
	workspace: { readonly me: Pick<Me, 'member'> | null; nameOf(id: string): string },
	{ verdicts, submission }: Pick<ArtefactView, 'verdicts' | 'submission'>,
): string {
	const { me } = workspace;
	const standing = verdicts.filter(({ answers }) => answers === submission?.event);
	const mine = standing.find(({ by }) => by === me?.member)?.type ?? null;
	const named = (approved: boolean) => {
		const people = standing.filter(
			({ type, by }) => (type === 'approved') === approved && by !== me?.member,
		);
		const names = [...new Set(people.map(({ by }) => workspace.nameOf(by)))];
		return new Intl.ListFormat('en').format(names);
	};
	const against = named(false);
	if (mine === 'approved')
		return `You approved it. Talk to ${against}: it goes on once they decide anew, or it is submitted again. If they are right, request changes too.`;
	if (mine !== null)
		return `Talk to ${named(true)}. Approve it once what you asked for is settled; until then it goes no further, unless it is submitted again.`;
	return `One more approval does not settle it: it goes on once ${against} decides anew, or it is submitted again.`;
}
