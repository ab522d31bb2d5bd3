import { cronJobs } from "convex/server";
import { internal } from "./_generated/api";

const crons = cronJobs();

crons.interval("move on jobs whose hour has come", { seconds: 15 }, internal.sweeps.jobs, {});

export default crons;
