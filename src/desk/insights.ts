// The figures of CONTRACT.md section 7: how they are computed stands in `figures/`, what each means in README.md.

export { type ComparedInsights, type InsightsPair, periodBefore, readCompared, readPairs } from './figures/compare.js'
export { computeInsights, type Insights, type InsightsInput, type InsightsOptions } from './figures/compute.js'
export { type InsightsFilter, readInsights } from './figures/read.js'
