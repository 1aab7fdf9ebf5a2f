import './main-job/index';
