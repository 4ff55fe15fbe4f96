/** A served workspace with a story, Ada who owns it, and robin, an agent that she admitted. */
import { StoryId } from '#shared/id.ts';
import { type Agent, admitAgent, connectAgent } from '#test/e2e/world/agent.ts';
import { createPerson, type Person } from '#test/e2e/world/person.ts';
import { append, foundBy, type Served, serveFolder, signedBy } from '#test/e2e/world/served.ts';

const STORIES = `# User Stories

## Keep a draft

As a writer I want drafts kept.

**Acceptance Criteria**
- A draft is kept.
- A draft has a date.
`;

export interface AgentWorld extends AsyncDisposable {
	readonly served: Served;
	readonly ada: Person;
	readonly agent: Agent;
	readonly token: string;
	/** One that the agent wrote. */
	newStory(title: string): Promise<{ id: StoryId; revision: string }>;
	/** Ada approves what was submitted last. */
	approve(id: string, revision: string): Promise<void>;
}

export async function openAgentWorld(): Promise<AgentWorld> {
	const served = await serveFolder({ 'user_stories.md': STORIES });
	const ada = await createPerson('Ada');
	await foundBy(served, ada);
	const { token } = await admitAgent(served, ada, 'robin');
	const agent = await connectAgent(served, token);

	async function newStory(title: string): Promise<{ id: StoryId; revision: string }> {
		const { id, revision } = await agent.call('write_story', {
			title,
			narrative: 'As a writer I want it.',
			criteria: [{ text: 'It is there.' }],
		});
		return { id: StoryId.parse(id), revision: String(revision) };
	}

	async function approve(id: string, revision: string): Promise<void> {
		const state = served.workspace.journal.ledger.state();
		const submission = [...state.artefacts.values()]
			.find((artefact) => artefact.id === id)
			?.submissions.at(-1);
		if (!submission) throw new Error(`${id} is not submitted`);
		await append(
			served,
			await signedBy(served, ada, { type: 'approved', answers: submission.event, revision }),
		);
	}

	return {
		...{ served, ada, agent, token, newStory, approve },
		async [Symbol.asyncDispose]() {
			await agent[Symbol.asyncDispose]();
			await served[Symbol.asyncDispose]();
		},
	};
}
