import circleAlert from "lucide-static/icons/circle-alert.svg?raw";
import clock from "lucide-static/icons/clock.svg?raw";
import mailCheck from "lucide-static/icons/mail-check.svg?raw";
import refreshCw from "lucide-static/icons/refresh-cw.svg?raw";
import type { DeliveryState } from "../../shared/delivery.ts";

export const deliveryIcons = {
  queued: clock,
  sent: mailCheck,
  delivered: mailCheck,
  retrying: refreshCw,
  failed: circleAlert,
} as const satisfies Record<DeliveryState, string>;
