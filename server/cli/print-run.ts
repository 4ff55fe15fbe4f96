/** A run as it goes on, for people: what the model says, what it does, what came of it, what it cost. */
import type { Host } from '#server/cli/host.ts';
import { planLines } from '#server/cli/print-plan.ts';
import { dollars } from '#server/runner/limits.ts';
import { PRICED_ON } from '#server/runner/model/prices.ts';
import type { RunView } from '#shared/protocol/run.ts';
import type { RunLine } from '#shared/protocol/run-line.ts';
import type { TranscriptEntry } from '#shared/session/transcript.ts';

const MOST_LINE = 160;

export interface RunPrinter {
	print(line: RunLine): void;
	/** The last words, once it is over here. */
	end(run: RunView): void;
}

export function createRunPrinter(host: Pick<Host, 'print' | 'stdout'>): RunPrinter {
	let inText = false;
	let waited = '';

	/** What streams has no break at its end. */
	function line(text: string): void {
		if (inText) host.print('');
		inText = false;
		host.print(text);
	}

	function entry({ body, who }: TranscriptEntry): void {
		if (body.type === 'tool')
			line(
				`${body.failed ? '✗' : '·'} ${body.name} ${short(body.failed ? body.result : body.input)}`,
			);
		else if (body.type === 'output') line(`→ handed in: ${short(body.output)}`);
		else if (body.type === 'check')
			line(
				`${body.passed ? '✓' : '✗'} ${body.check}${body.text === '' ? '' : `: ${short(body.text)}`}`,
			);
		else if (body.type === 'note') line(`— ${who}: ${body.text}`);
	}

	return {
		print(told) {
			if (told.type === 'text') {
				host.stdout.write(told.text);
				inText = true;
			} else if (told.type === 'entry') entry(told.entry);
			else if (told.type === 'plan') for (const one of planLines(told.plan)) line(one);
			else if (told.type === 'run') {
				const { status, why } = told.run;
				const words = status === 'waiting' && why !== null ? `${why.reason} ${why.fix}` : '';
				if (words !== '' && words !== waited) line(`… ${words}`);
				waited = words;
			}
		},
		end(run) {
			line(`${WORDS[run.status]} ${costLine(run)}`);
			if (run.why !== null) line(`${run.why.reason} ${run.why.fix}`);
			if (run.status !== 'ended') line(`Go on with it: lintel run --resume ${run.session}`);
		},
	};
}

const WORDS: Readonly<Record<RunView['status'], string>> = {
	running: 'It runs.',
	waiting: 'It waits for people.',
	paused: 'Paused.',
	stopped: 'Stopped.',
	ended: 'The session ended.',
};

function costLine({ usage, model, turns }: RunView): string {
	const { input, cachedRead, cachedWrite, output, cost } = usage;
	const read = input + cachedRead + cachedWrite;
	const tokens = `${turns} requests to ${model}: ${read} tokens read (${cachedRead} from the cache), ${output} written`;
	return cost === null
		? `${tokens}. What that costs is not known for this model.`
		: `${tokens}, ${dollars(cost)} by the prices of ${PRICED_ON}.`;
}

function short(text: string): string {
	const one = text.replaceAll(/\s+/g, ' ').trim();
	return one.length <= MOST_LINE ? one : `${one.slice(0, MOST_LINE).toWellFormed()}…`;
}
