/** The tools that the model has in one step: what reads, what the step may write, and what ends it. */
import { transformJSONSchema } from '@anthropic-ai/sdk/lib/transform-json-schema';
import type { ToolUnion } from '@anthropic-ai/sdk/resources/messages';
import type { RunnerWorld } from '#server/runner/runner-world.ts';
import { stepCommands } from '#server/runner/step-commands.ts';
import type { StepFiles } from '#server/runner/step-files.ts';
import { type BridgeTools, openBridgeTools } from '#server/runner/tools/bridge-tools.ts';
import { readingTools, writeFileTool } from '#server/runner/tools/file-tools.ts';
import { openFolder } from '#server/runner/tools/folder.ts';
import { runCommandTool } from '#server/runner/tools/run-command.ts';
import type { RunnerTool } from '#server/runner/tools/runner-tool.ts';
import { bridgeToolsOf, whyOutside } from '#server/runner/tools/write-scope.ts';
import type { StepInHand } from '#server/session/sessions.ts';

export const SUBMIT = 'submit_step';
export const ASK = 'ask_person';

export interface StepTools extends AsyncDisposable {
	/** Those that do something and let the step go on. */
	readonly tools: readonly RunnerTool[];
	/** All of them with the two that end a step, always in the same order: prompts are cached so. */
	readonly definitions: readonly ToolUnion[];
}

export async function openStepTools(
	world: RunnerWorld,
	{ session, step, schema }: StepInHand,
	folder: string,
	files: StepFiles,
): Promise<StepTools> {
	const { workspace, worker } = world;
	const bridge: BridgeTools = await openBridgeTools(
		{
			...{ workspace, agent: worker, origin: { kind: 'agent', id: worker.id } },
			tellsOwnCalls: true,
			...{ presence: world.presence, bases: world.bases, url: world.url() },
			...{ now: world.now, random: world.random, onError: world.onError },
		},
		world.version,
		bridgeToolsOf(step),
		(name, input) => whyOutside(session, step, workspace.artefacts(), name, input['id']),
	);
	const seen = openFolder({ ...world, folder });
	const writesFiles = files.writable.length > 0;
	const { commands: configured, commandSeconds: seconds } = workspace.files.config.runner;
	const { policy } = workspace.journal.ledger.state();
	const commands = writesFiles ? stepCommands(configured, policy, files.tests, world.place) : {};
	const tools = [
		...bridge.tools,
		...readingTools(seen),
		...(writesFiles ? [writeFileTool(seen, files.writable)] : []),
		...(Object.keys(commands).length > 0
			? [runCommandTool(world, { folder, commands, seconds })]
			: []),
	];
	return {
		tools,
		definitions: [...tools.map(({ definition }) => definition), submitTool(schema), ASK_TOOL],
		[Symbol.asyncDispose]: () => bridge[Symbol.asyncDispose](),
	};
}

/** Its input is the output itself, which the API holds the model to. */
function submitTool(schema: Readonly<Record<string, unknown>>): ToolUnion {
	const { properties, required, ...rest } = transformJSONSchema({ ...schema });
	return {
		name: SUBMIT,
		description:
			'Hands in the output of this step. It is checked at once; what a check objects to comes back.',
		strict: true,
		input_schema: {
			...rest,
			type: 'object',
			properties: properties ?? {},
			required: required ?? [],
		},
	};
}

const ASK_TOOL: ToolUnion = {
	name: ASK,
	description:
		'Asks the people one question, and ends your work on the step until one of them answers.',
	strict: true,
	input_schema: {
		...{ type: 'object', additionalProperties: false, required: ['question'] },
		properties: { question: { type: 'string' } },
	},
};
