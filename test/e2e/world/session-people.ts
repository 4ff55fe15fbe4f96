/** A runner's world with people in it: one Chromium, everybody in a window of their own. */
import { mintId } from '#shared/id.ts';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import { blobOf, random } from '#test/e2e/world/person.ts';
import { openRunnerWorld, type RunnerWorld } from '#test/e2e/world/runner-world.ts';
import { askToJoin } from '#test/e2e/world/steps.ts';
import { until } from '#test/e2e/world/until.ts';
import { openVisitor, type Visitor, type VisitorOptions } from '#test/e2e/world/visitor.ts';

export interface SessionPeople extends AsyncDisposable {
	readonly world: RunnerWorld;
	/** `http://localhost:PORT/w/slug`. */
	readonly address: string;
	/** An owner, and an author. */
	readonly grace: Visitor;
	readonly ben: Visitor;
}

export async function openSessionPeople(
	files: Readonly<Record<string, string>>,
): Promise<SessionPeople> {
	const world = await openRunnerWorld(files);
	const { relay, origin, workspace } = world.served;
	const address = `${origin}/w/${workspace.slug}`;

	/** Asks in the app, as everybody does; who founded it lets them in. */
	async function arrive(
		name: string,
		role: 'owner' | 'author',
		options?: VisitorOptions,
	): Promise<Visitor> {
		const visitor = await openVisitor(options);
		const { page } = visitor;
		await askToJoin(page, address, name);
		const asks = () => relay.access.joins.pending(workspace.slug).find((one) => one.name === name);
		const { device } = await until(asks);
		const words = blobOf(name);
		await world.say(
			{
				...{ type: 'memberAdded', member: mintId('mb', random), role, device },
				name: blobRefOf(words),
			},
			words,
		);
		await page.getByRole('navigation').first().waitFor();
		return visitor;
	}

	const [grace, ben] = await Promise.all([
		arrive('Grace', 'owner'),
		arrive('Ben', 'author', { keepsApp: true }),
	]);
	return {
		...{ world, address, grace, ben },
		async [Symbol.asyncDispose]() {
			await Promise.all([grace, ben].map((visitor) => visitor[Symbol.asyncDispose]()));
			await world[Symbol.asyncDispose]();
		},
	};
}
