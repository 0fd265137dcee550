import { render } from "solid-js/web";
import "../styles/base.css";
import { AcceptPage } from "./accept-page.tsx";

const root = document.getElementById("root");
if (root) render(() => <AcceptPage />, root);
