/** Says schedules in words, with 24-hour clocks. */
export interface ScheduleWords {
  /** When a schedule fires (`At 09:00, Monday through Friday`); `null` where words would be long or could mislead. What reads the same fires the same. */
  of(schedule: string): Promise<string | null>;
}
