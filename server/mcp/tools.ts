import type { Tool } from '#server/mcp/tool.ts';
import { check } from '#server/mcp/tools/check.ts';
import { comment } from '#server/mcp/tools/comment.ts';
import { findArtefacts } from '#server/mcp/tools/find-artefacts.ts';
import { getStep } from '#server/mcp/tools/get-step.ts';
import { getWorkContext } from '#server/mcp/tools/get-work-context.ts';
import { listSessions } from '#server/mcp/tools/list-sessions.ts';
import { readArtefact } from '#server/mcp/tools/read-artefact.ts';
import { releaseStep } from '#server/mcp/tools/release-step.ts';
import { startSession } from '#server/mcp/tools/start-session.ts';
import { submitForReview } from '#server/mcp/tools/submit-for-review.ts';
import { submitStep } from '#server/mcp/tools/submit-step.ts';
import { writeContext } from '#server/mcp/tools/write-context.ts';
import { writeDesign } from '#server/mcp/tools/write-design.ts';
import { writeStory } from '#server/mcp/tools/write-story.ts';

/** All that an Agent may do, in the order it is listed. There is no tool that approves. */
export const TOOLS: readonly Tool[] = [
	getWorkContext,
	findArtefacts,
	readArtefact,
	writeStory,
	writeContext,
	writeDesign,
	check,
	comment,
	submitForReview,
	listSessions,
	startSession,
	getStep,
	submitStep,
	releaseStep,
];
