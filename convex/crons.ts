import { cronJobs } from "convex/server";
import { internal } from "./_generated/api";

const crons = cronJobs();

crons.interval("move on jobs whose hour has come", { seconds: 15 }, internal.sweeps.jobs, {});
crons.interval("delete what has expired", { minutes: 5 }, internal.sweeps.expired, {});
crons.interval("empty the bin", { hours: 1 }, internal.sweeps.bin, {});
crons.interval("send for the sweep of the store", { minutes: 5 }, internal.sweeps.objects, {});

export default crons;
